/**
 * The store's tables, version 1. Changed by the migrations after it.
 *
 * Times are Unix milliseconds. Columns of type `json` are TEXT. `workspace_id, project_id, slug` name an environment of
 * any workspace (design: the scope tuple); `environment_id` one of the local workspace.
 */
export const schemaV1 = `
CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE workspaces (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('local', 'server')),
  name TEXT NOT NULL,
  config TEXT NOT NULL
) STRICT;

-- The local workspace ---------------------------------------------------------------------------------------------

CREATE TABLE organizations (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE projects (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (organization_id, slug)
) STRICT;

CREATE TABLE environments (
  id INTEGER PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('development', 'staging', 'preview', 'production')),
  position INTEGER NOT NULL,
  archived_at INTEGER,
  show_plain INTEGER NOT NULL CHECK (show_plain IN (0, 1)),
  protection TEXT NOT NULL DEFAULT 'type-slug',
  created_at INTEGER NOT NULL,
  UNIQUE (project_id, slug)
) STRICT;

-- Values reach 1 MiB, so this is a rowid table: a clustered one would drag them through every search.
CREATE TABLE variables (
  environment_id INTEGER NOT NULL REFERENCES environments (id),
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('plain', 'secret')),
  fingerprint TEXT NOT NULL,
  version INTEGER NOT NULL,
  note TEXT,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (environment_id, key)
) STRICT;

-- value is NULL where the version is a deletion or was purged.
CREATE TABLE variable_versions (
  id INTEGER PRIMARY KEY,
  environment_id INTEGER NOT NULL REFERENCES environments (id),
  key TEXT NOT NULL,
  version INTEGER NOT NULL,
  value TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('plain', 'secret')),
  fingerprint TEXT,
  note TEXT,
  change_set_id TEXT,
  at INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  purged INTEGER NOT NULL DEFAULT 0 CHECK (purged IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX variable_versions_by_key ON variable_versions (environment_id, key, version);

-- Any workspace ---------------------------------------------------------------------------------------------------

CREATE TABLE drafts (
  workspace_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  key TEXT NOT NULL,
  payload TEXT NOT NULL,
  base_fingerprint TEXT,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, project_id, slug, key)
) STRICT;

CREATE TABLE change_sets (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('applying', 'done', 'partial', 'interrupted', 'cancelled')),
  total INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  undo_of TEXT REFERENCES change_sets (id),
  resume_of TEXT REFERENCES change_sets (id),
  -- When somebody looked at an interrupted change set.
  seen_at INTEGER
) STRICT;
CREATE INDEX change_sets_by_environment ON change_sets (workspace_id, project_id, slug, started_at);
CREATE INDEX change_sets_by_undone ON change_sets (undo_of);
CREATE INDEX change_sets_by_resumed ON change_sets (resume_of);

CREATE TABLE operations (
  change_set_id TEXT NOT NULL REFERENCES change_sets (id),
  position INTEGER NOT NULL,
  key TEXT NOT NULL,
  op TEXT NOT NULL,
  inverse TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'done', 'failed', 'skipped', 'in-doubt')),
  error TEXT,
  at INTEGER,
  PRIMARY KEY (change_set_id, position)
) STRICT;
CREATE INDEX operations_by_key ON operations (key, change_set_id);

CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  digest TEXT NOT NULL,
  content BLOB NOT NULL,
  pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1))
) STRICT;
CREATE INDEX snapshots_by_environment ON snapshots (workspace_id, project_id, slug, taken_at);

CREATE TABLE rules (
  workspace_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  key TEXT NOT NULL,
  rule TEXT NOT NULL CHECK (rule IN ('must-match', 'must-differ', 'any')),
  note TEXT,
  PRIMARY KEY (workspace_id, project_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE required_keys (
  workspace_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  key TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (workspace_id, project_id, key)
) STRICT, WITHOUT ROWID;

-- Remembered fingerprints of values that the workspace does not give back.
CREATE TABLE fingerprints (
  workspace_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, project_id, slug, key)
) STRICT, WITHOUT ROWID;

`;

/** What workspaces on servers keep. */
export const schemaV2 = `
-- A list that was seen again unchanged is one snapshot: taken_at is the first time, seen_at the last.
ALTER TABLE snapshots ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
UPDATE snapshots SET seen_at = taken_at;

-- What an account saw last, as JSON. flavour is what a list told since.
CREATE TABLE discoveries (
  workspace_id TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  flavour TEXT,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the person sets of a server's environment in the console only. NULL: as the server has it.
CREATE TABLE environment_settings (
  workspace_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  name TEXT,
  kind TEXT CHECK (kind IN ('development', 'staging', 'preview', 'production')),
  position INTEGER,
  show_plain INTEGER CHECK (show_plain IN (0, 1)),
  PRIMARY KEY (workspace_id, project_id, slug)
) STRICT, WITHOUT ROWID;

-- The list as the person last looked at it (fingerprints), and one that shrank and is not believed yet.
CREATE TABLE list_marks (
  workspace_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  looked_at INTEGER NOT NULL,
  looked BLOB NOT NULL,
  shrank_at INTEGER,
  shrank BLOB,
  PRIMARY KEY (workspace_id, project_id, slug)
) STRICT;

-- read: through the environment's key, for comparison; written: by this console.
ALTER TABLE fingerprints ADD COLUMN origin TEXT NOT NULL DEFAULT 'written' CHECK (origin IN ('written', 'read'));

CREATE INDEX operations_in_doubt ON operations (change_set_id) WHERE state IN ('sent', 'in-doubt');
`;

/** What a change set makes before its operations is part of its intent. */
export const schemaV3 = `
-- The environment that is to be made first, as JSON (slug, name, kind). NULL once it is there.
ALTER TABLE change_sets ADD COLUMN to_make TEXT;
`;
