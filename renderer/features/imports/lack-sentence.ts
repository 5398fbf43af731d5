import { type ImportResult, requiredKeysName } from '../../../core/imports.ts';

export type Lack = ImportResult['lacks'][number];

/** "prod lacks 4 keys that staging has" */
export function sentence({ slug, of, keys }: Lack): string {
  const count = keys.length === 1 ? '1 key' : `${keys.length} keys`;
  return of === requiredKeysName
    ? `${slug} lacks ${count} of the required ones`
    : `${slug} lacks ${count} that ${of} has`;
}

/** "prod: 2 keys were left out of the import" */
export function leftSentence({ slug, keys }: ImportResult['leftOut'][number]): string {
  return `${slug}: ${keys.length === 1 ? '1 key was' : `${keys.length} keys were`} left out of the import`;
}
