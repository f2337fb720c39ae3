/**
 * Stands in the bundles for `@aws-sdk/endpoint-cache` (8 kB with what it brings). The DynamoDB client makes one and asks
 * it nothing: it discovers endpoints only where somebody turns that on, for a service that has not one per region.
 */
export class EndpointCache {}
