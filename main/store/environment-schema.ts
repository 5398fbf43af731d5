/** Colour and protection of environments, which the first tables had no use for. */
export const environmentSchema = `
ALTER TABLE environments ADD COLUMN colour TEXT
  CHECK (colour IN ('green', 'amber', 'violet', 'blue', 'teal', 'pink', 'slate'));
-- Until now nothing read this column, and every row had its default.
UPDATE environments SET protection = 'off' WHERE kind <> 'production';

-- Of a server's environments: what the person sets in the console only.
ALTER TABLE environment_settings ADD COLUMN colour TEXT
  CHECK (colour IN ('green', 'amber', 'violet', 'blue', 'teal', 'pink', 'slate'));
ALTER TABLE environment_settings ADD COLUMN protection TEXT
  CHECK (protection IN ('off', 'warn', 'type-slug', 'read-only'));
`;

/** Environments that take another one's place, and the slugs that they had before. */
export const renameSchema = `
CREATE TABLE renames (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  old_slug TEXT NOT NULL,
  new_slug TEXT NOT NULL,
  name TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  -- Both were compared and found the same; the new one took the place of the old one.
  checked_at INTEGER,
  switched_at INTEGER
) STRICT;
CREATE INDEX renames_by_project ON renames (workspace_id, project_id);

CREATE TABLE aliases (
  workspace_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  target TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, project_id, slug)
) STRICT, WITHOUT ROWID;
`;

/** Environments that are made or archived once a person lets it through on the server. */
export const approvalSchema = `
CREATE TABLE approvals (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  -- The call as the server knows it: the same tool with the same arguments (canonical JSON).
  tool TEXT NOT NULL,
  arguments TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('create', 'archive')),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('development', 'staging', 'preview', 'production')),
  approval_id TEXT NOT NULL,
  page TEXT,
  asked_at INTEGER NOT NULL,
  expires_at INTEGER,
  UNIQUE (workspace_id, project_id, tool, arguments)
) STRICT;
`;
