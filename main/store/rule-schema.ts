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
