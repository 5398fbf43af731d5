import { useQuery } from '@tanstack/react-query';
import ListChecks from 'lucide-react/icons/list-checks';
import { type ReactNode, useMemo, useState } from 'react';
import { ruleQueries } from '../api/rule-queries.ts';
import { variableQueries } from '../api/variable-queries.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useEnv } from '../router/use-env.ts';
import { CommandButton } from '../ui/button.tsx';
import { RequiredSheet } from './required-sheet.tsx';

/** How many required keys are not set here, with the way to the list; where none is required, only its command. */
export function RequiredKeys(): ReactNode {
  const here = useEnv();
  const [open, setOpen] = useState(false);
  const required = useQuery(ruleQueries.list(here.ref)).data?.required;
  const saved = useQuery(variableQueries.list(here.ref)).data?.rows;
  const missing = useMemo(() => {
    if (required === undefined || required.length === 0 || saved === undefined) return 0;
    const keys = new Set(saved.map(({ key }) => key));
    return required.filter(({ key }) => !keys.has(key)).length;
  }, [required, saved]);
  const command: Command = {
    id: 'rules.required',
    title: 'Required keys…',
    group: 'List',
    keys: ['Shift+R'],
    run: () => setOpen(true),
  };
  useCommands([command]);
  return (
    <>
      {required !== undefined && required.length > 0 && (
        <CommandButton command={command} look="quiet" icon={<ListChecks size={14} aria-hidden />}>
          {missing === 0
            ? `${required.length} required, all set in ${here.environment.name}`
            : `${missing} of ${required.length} required not set in ${here.environment.name}`}
        </CommandButton>
      )}
      {open && <RequiredSheet required={required ?? []} onClose={() => setOpen(false)} />}
    </>
  );
}
