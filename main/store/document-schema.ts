/** What an environment owns beside variables. */
export const documentSchema = `
-- Agents, provider keys and queues of the local workspace: canonical JSON under a slug or name.
CREATE TABLE documents (
  environment_id INTEGER NOT NULL REFERENCES environments (id),
  resource TEXT NOT NULL CHECK (resource IN ('provider-key', 'agent', 'queue')),
  key TEXT NOT NULL,
  content TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  version INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (environment_id, resource, key)
) STRICT;

-- content is NULL where the version is a deletion.
CREATE TABLE document_versions (
  id INTEGER PRIMARY KEY,
  environment_id INTEGER NOT NULL REFERENCES environments (id),
  resource TEXT NOT NULL,
  key TEXT NOT NULL,
  version INTEGER NOT NULL,
  content TEXT,
  change_set_id TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX document_versions_by_key ON document_versions (environment_id, resource, key, version);

ALTER TABLE operations ADD COLUMN resource TEXT NOT NULL DEFAULT 'variable';
`;

/** What is known of documents on servers. */
export const documentListSchema = `
-- The last complete list of one resource of an environment, deflated JSON.
CREATE TABLE document_lists (
  workspace_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  slug TEXT NOT NULL,
  resource TEXT NOT NULL,
  read_at INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (workspace_id, project_id, slug, resource)
) STRICT;
`;
