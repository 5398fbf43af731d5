import { expect, it } from 'vitest';
import { openInMemory } from '../../../main/store/cipher.ts';
import { migrate, migrations } from '../../../main/store/migrations.ts';

const before = migrations.findIndex(({ title }) => title.startsWith('colour and protection'));

it('leaves production guarded and the others as free as they were', () => {
  const db = openInMemory();
  migrate(db, migrations.slice(0, before), () => undefined);
  db.exec(`
    INSERT INTO organizations VALUES ('o', 'o', 'O');
    INSERT INTO projects VALUES ('p', 'o', 'p', 'P');
    INSERT INTO environments (project_id, slug, name, kind, position, show_plain, created_at) VALUES
      ('p', 'dev', 'Dev', 'development', 0, 1, 0), ('p', 'prod', 'Prod', 'production', 1, 0, 0);
  `);
  migrate(db, migrations, () => undefined);
  expect(db.prepare('SELECT slug, protection, colour FROM environments').all()).toEqual([
    { slug: 'dev', protection: 'off', colour: null },
    { slug: 'prod', protection: 'type-slug', colour: null },
  ]);
  db.close();
});
