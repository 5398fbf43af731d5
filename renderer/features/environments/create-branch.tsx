import { useState } from 'react';
import { BranchSlug, type Environment, type ProjectRef } from '../../../core/environment.ts';
import { limits } from '../../../core/limits.ts';
import { holdsToken } from '../../../core/token-text.ts';
import { useAsk } from '../../api/use-ask.ts';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

export interface CreateBranchProps {
  readonly project: ProjectRef;
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onDone: (environment: Environment) => void;
}

/** A branch of preview, called what it is a branch of. */
export function CreateBranch({ project, taken, onClose, onDone }: CreateBranchProps) {
  const [branch, setBranch] = useState('');
  const create = useAsk('environments.create');
  const problem = branchProblem(branch, taken);
  const submit = async () => {
    const { workspaceId, projectId } = project;
    const made = await create.go({
      project: { workspaceId, projectId },
      name: branch.slice(0, limits.nameLength),
      slug: `preview/${branch}`,
      kind: 'preview',
    });
    if (made !== undefined) onDone(made);
  };
  return (
    <FormDialog
      title="New preview branch"
      onClose={onClose}
      submit="Create"
      may={problem === undefined && !create.running}
      lacks={branch === '' ? 'Type the name of the branch first.' : undefined}
      onSubmit={submit}
      error={create.error}
    >
      <TextField
        label="Branch"
        mono
        autoFocus
        value={branch}
        onChange={setBranch}
        hint="As in git, such as feat/tone. It cannot be renamed."
        error={branch === '' ? undefined : problem}
      />
    </FormDialog>
  );
}

/** What is wrong with the name of a new branch, in words; undefined when it can be used. */
function branchProblem(branch: string, taken: readonly string[]): string | undefined {
  const slug = `preview/${branch}`;
  if (holdsToken(branch)) return 'This is a token, not the name of a branch. It was not sent anywhere.';
  if (!BranchSlug.safeParse(slug).success)
    return 'Letters, digits and signs, without spaces. It holds none of ~ ^ : ? * [ \\ and no two dots together, and does not begin with refs/.';
  return taken.includes(slug) ? 'There is already a branch of this name.' : undefined;
}
