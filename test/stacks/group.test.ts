import { describe, expect, test } from 'vitest';
import { synthesise } from './templates.ts';

describe('a group', () => {
  test('may do without the firewall, and have a name of its own', () => {
    const other = synthesise((group) => ({
      ...group,
      api: {
        ...group.api,
        firewall: false,
        domain: { name: 'api.example.com', certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/1' },
      },
    }));
    expect(other.of('AWS::WAFv2::WebACL')).toEqual([]);
    expect(other.of('AWS::ApiGateway::DomainName')).toHaveLength(1);
    expect(other.of('AWS::ApiGateway::RestApi')[0]?.Properties.DisableExecuteApiEndpoint).toBe(true);
  });
});
