/** The name and message of an error. Errors of SNS and DynamoDB name the topic or table, but no content. */
export function described(reason: unknown): { readonly error: string; readonly reason: string } {
  return reason instanceof Error
    ? { error: reason.name, reason: reason.message }
    : { error: 'unknown', reason: String(reason) };
}
