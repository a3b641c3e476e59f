/**
 * The folder where Lambda puts discarded batches (Lambda developer guide: Retain discarded records for a DynamoDB event
 * source).
 */
export const DISCARDED_FOLDER = 'aws/lambda/';
