/** The gateway of the town: makes of a call what API Gateway hands to the function, and reads the answer. */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

export interface Asked {
  readonly who: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** The gateway's id of the request; counted when absent. */
  readonly requestId?: string;
}

export interface Answered {
  readonly status: number;
  /** A story reads the fields it knows are there. */
  readonly body: any;
  readonly headers: Readonly<Record<string, string>>;
}

let requests = 0;

/** Sends a call through the staff's API. */
export async function request(
  api: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>,
  { who, method, path, body, headers, requestId }: Asked,
): Promise<Answered> {
  requests += 1;
  const [plain = path, search = ''] = path.split('?');
  const query = Object.fromEntries(new URLSearchParams(search));
  const event = {
    httpMethod: method,
    path: plain,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    queryStringParameters: search === '' ? null : query,
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      requestId: requestId ?? `request-${requests}`,
      path: `/v1${plain}`,
      authorizer: { claims: { sub: who } },
    },
  } as unknown as APIGatewayProxyEvent;
  const answer = await api(event);
  return {
    status: answer.statusCode,
    body: answer.body === '' ? undefined : JSON.parse(answer.body),
    headers: (answer.headers ?? {}) as Record<string, string>,
  };
}
