/**
 * Says in one sentence what to do when a script runs on a Node that cannot run TypeScript unbuilt. Plain JavaScript,
 * because that Node is the one which reads it.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Lanekeep needs Node 22.18 or newer and this is ${process.versions.node}: run \`npm ci\` (it brings Node 24 for every npm script) or install Node 24.`,
  );
  process.exit(1);
}
