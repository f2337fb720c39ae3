import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccountRecovery, Mfa, OAuthScope, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { type House, houseName } from '../house.ts';

/**
 * Proves who a member of the staff is, and nothing else: stores and roles are in the staff row. Invitation only, two
 * factors, authorization code with PKCE (the client has no secret to lose, so a code alone is worth nothing).
 */
export class StaffSignIn extends Construct {
  readonly userPoolArn: string;
  readonly userPoolId: string;
  readonly clientId: string;

  constructor(scope: Construct, id: string, props: { readonly house: House }) {
    super(scope, id);
    const { house } = props;
    const pool = new UserPool(this, 'Staff', {
      userPoolName: houseName(house, 'staff'),
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason:
        'The Plus plan is paid per user and scores sign-ins; here two factors are required and nobody signs up alone.',
    });
    pool.addDomain('SignInPage', { cognitoDomain: { domainPrefix: house.group.signIn.domainPrefix } });
    const client = pool.addClient('StaffApp', {
      userPoolClientName: houseName(house, 'staff-app'),
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(60),
      idTokenValidity: Duration.minutes(60),
      refreshTokenValidity: Duration.hours(12),
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: house.group.signIn.callbacks,
        logoutUrls: house.group.signIn.logouts,
      },
    });
    this.userPoolArn = pool.userPoolArn;
    this.userPoolId = pool.userPoolId;
    this.clientId = client.userPoolClientId;
  }
}
