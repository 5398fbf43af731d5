/** Lists and what is known by them: what another server, another account, or another branch would show otherwise. */
export const seenTables = ['snapshots', 'list_marks', 'fingerprints', 'document_lists'] as const;
