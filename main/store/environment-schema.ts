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
