/** What the history knows of a project's rules. */
export const ruleSchema = `
-- What one line of the history did to the rules of one key: RuleState before and after, as JSON.
CREATE TABLE rule_changes (
  change_set_id TEXT NOT NULL REFERENCES change_sets (id),
  key TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  PRIMARY KEY (change_set_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX rule_changes_by_key ON rule_changes (key, change_set_id);
`;

/** What is expected of kinds of environments, and what the history knows of it. */
export const kindRuleSchema = `
-- A kind without a row has the default: its differences are to be looked at.
CREATE TABLE kind_rules (
  workspace_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('development', 'staging', 'preview', 'production')),
  rule TEXT NOT NULL CHECK (rule = 'expected'),
  PRIMARY KEY (workspace_id, project_id, kind)
) STRICT, WITHOUT ROWID;

-- What one line of the history did to the rule of one kind: KindRule before and after.
CREATE TABLE kind_rule_changes (
  change_set_id TEXT NOT NULL REFERENCES change_sets (id),
  kind TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  PRIMARY KEY (change_set_id, kind)
) STRICT, WITHOUT ROWID;
`;
