import type { FunctionModel } from '../template/model.ts';
import { keyIdOf } from './credentials.ts';

/**
 * The environment a function sees: what its template says, plus what Lambda sets, plus the endpoint that makes the
 * ordinary SDK talk to this machine. Nothing of the host's own environment is handed on. One value differs from the
 * template's: PUBLIC_URL, the address of the API in messages, leads to the gateway of this machine.
 */
export function environmentOf(
  model: FunctionModel,
  region: string,
  { awsUrl, apiUrl }: { readonly awsUrl: string; readonly apiUrl: string },
): Record<string, string> {
  return {
    ...model.environment,
    ...(model.environment.PUBLIC_URL === undefined ? {} : { PUBLIC_URL: apiUrl }),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: awsUrl,
    AWS_ACCESS_KEY_ID: keyIdOf(model.roleArn),
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    AWS_LAMBDA_FUNCTION_NAME: model.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(model.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: model.logGroup ?? `/aws/lambda/${model.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    // Keeps clients from looking for profiles and instance roles of whoever runs this.
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    LAMBDA_TASK_ROOT: model.assetPath,
    LAMBDA_RUNTIME_DIR: model.assetPath,
    _HANDLER: model.handler,
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    PATH: '',
  };
}
