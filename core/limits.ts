/** The one table of limits. Lengths are in UTF-16 code units, sizes in bytes, times in milliseconds. */
export const limits = {
  /** Of a key that the console makes. */
  keyLength: 256,
  /** Of a key that a server holds already. */
  foreignKeyLength: 10_000,
  /** A value above this is refused: 1 MiB of UTF-8. */
  valueBytes: 1_048_576,
  noteLength: 2_000,
  /** An agent's whole record as JSON text. */
  documentLength: 2_000_000,
  /** Lists and objects in one another: what walks through one must come to an end. */
  documentDepth: 200,
  agentsPerEnvironment: 2_000,
  slugLength: 31,
  nameLength: 80,
  /** One imported file, before it is read. */
  fileBytes: 5 * 1_048_576,
  filesPerImport: 20,
  variablesPerEnvironment: 50_000,
  environmentsPerProject: 50,
  /** Added environments, and projects with an agent service, that one connection keeps. */
  entriesPerConnection: 500,
  keysPerCall: 50_000,
  /** Keys whose values one in-view call may ask for: what fits a tall window with overscan. */
  keysInView: 120,
  passphraseLength: 1_024,
  /** What the health list of one environment shows at most. */
  findingsShown: 500,
  tokenLength: 4_096,
  /** How long a server waits for a login to be approved. */
  loginMs: 600_000,
  /** What was read within this time is not asked for again by itself. */
  freshMs: 60_000,
  /** The same of what an account sees: its projects and environments. */
  accountFreshMs: 600_000,
  /** So long a plan waits for the server where what was seen last will do. */
  newestMs: 2_000,
  /** The same for a server that gave no answer when it was last asked. */
  silentMs: 300,
  revealsPerMinute: 60,
  revealMs: 60_000,
  revealAfterBlurMs: 30_000,
  clipboardMs: 30_000,
  draftDelayMs: 80,
  keychainTimeoutMs: 60_000,
  /** One answer of a server, as it travels. */
  serverAnswerBytes: 32 * 1_048_576,
  /** A file with certificate authorities. */
  caFileBytes: 1_048_576,
} as const;
