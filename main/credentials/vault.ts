/** Where tokens lie, by connection. Writing replaces the one before. */
export interface Vault {
  readonly read: (connectionId: string) => Promise<string | undefined>;
  readonly write: (connectionId: string, token: string) => Promise<void>;
  readonly remove: (connectionId: string) => Promise<void>;
}
