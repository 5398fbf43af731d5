import type { Workspace } from '../../../core/environment.ts';
import type { ImportTarget } from '../../../core/imports.ts';
import { limits } from '../../../core/limits.ts';
import { TextField } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { newProject } from './suggest-target.ts';

export interface TargetFieldsProps {
  readonly target: ImportTarget;
  readonly workspaces: readonly Workspace[];
  readonly fileNames: readonly string[];
  readonly onChange: (target: ImportTarget) => void;
}

const newId = 'new';

/** Into which project: one that is there, or a new one with its names. */
export function TargetFields({ target, workspaces, fileNames, onChange }: TargetFieldsProps) {
  const projects = workspaces.flatMap((workspace) =>
    workspace.organizations.flatMap((organization) =>
      organization.projects.map((project) => ({
        id: `${workspace.id}/${project.id}`,
        text: `${organization.name} / ${project.name}`,
        ref: { workspaceId: workspace.id, projectId: project.id },
      })),
    ),
  );
  const value =
    target.type === 'project' ? `${target.project.workspaceId}/${target.project.projectId}` : newId;
  return (
    <div className="import-target">
      <Select
        label="Into"
        options={[...projects.map(({ id, text }) => ({ id, text })), { id: newId, text: 'A new project' }]}
        value={value}
        onChange={(id) => {
          const project = projects.find((one) => one.id === id);
          onChange(
            project === undefined
              ? newProject(workspaces, fileNames)
              : { type: 'project', project: project.ref },
          );
        }}
      />
      {target.type === 'new-project' && (
        <>
          <TextField
            label="Organization"
            value={target.organization}
            maxLength={limits.nameLength}
            error={target.organization.trim() === '' ? 'Give it a name.' : undefined}
            onChange={(organization) => onChange({ ...target, organization })}
          />
          <TextField
            label="Project"
            value={target.name}
            maxLength={limits.nameLength}
            error={target.name.trim() === '' ? 'Give it a name.' : undefined}
            onChange={(name) => onChange({ ...target, name })}
          />
        </>
      )}
    </div>
  );
}

/** Whether main would take the target: the names of a new project must not be empty. */
export const isComplete = (target: ImportTarget): boolean =>
  target.type === 'project' || (target.organization.trim() !== '' && target.name.trim() !== '');
