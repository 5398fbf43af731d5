import { useState } from 'react';
import { agentProblem, agentSlugFrom } from '../../../core/agent.ts';
import type { AgentDetail } from '../../../core/ipc/document-calls.ts';
import { isJsonObject, type Json, prettyJson, readJson, textOf } from '../../../core/json.ts';
import { useTypedReview } from '../../review/use-typed-review.ts';
import { useEnv } from '../../router/use-env.ts';
import { closeTyped } from '../../state/close-typed.ts';
import { TextArea, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

interface Props {
  /** Absent: a new one. */
  readonly agent?: { readonly slug: string; readonly detail: AgentDetail };
  readonly onClose: () => void;
}

const template: Json = {
  name: 'New agent',
  model: 'anthropic:claude-sonnet-4-6',
  promptBlocks: [{ name: 'Who you are', content: '', type: 'text', enabled: true, editable: true }],
  maxSteps: 20,
  historyMode: 'rolling',
};

/** An agent as JSON. What is written goes through a review like everything else. */
export function EditDialog({ agent, onClose }: Props) {
  const { ref, environment } = useEnv();
  const [start] = useState(() =>
    prettyJson(agent === undefined ? template : (readJson(agent.detail.text) ?? null)),
  );
  const [text, setText] = useState(start);
  const review = useTypedReview(onClose);
  const [typedSlug, setTypedSlug] = useState<string>();
  const content = readJson(text);
  const problem = content === undefined ? 'It is not JSON yet.' : agentProblem(content);
  const slug = agent?.slug ?? typedSlug ?? agentSlugFrom(nameIn(content));
  const slugProblem = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)
    ? undefined
    : 'Lower-case letters, digits and inner hyphens.';
  const may = problem === undefined && slugProblem === undefined && (agent === undefined || text !== start);
  const submit = () => {
    const base = agent?.detail.fingerprint ?? null;
    const documents = [{ resource: 'agent' as const, key: slug, content: text, base }];
    return review.submit(ref, { type: 'edits', documents });
  };
  const close = () => closeTyped(text !== start, onClose, notKept);
  return (
    <FormDialog
      title={agent === undefined ? `New agent in ${environment.name}` : `Edit ${slug} in ${environment.name}`}
      shape="sheet"
      kind={environment.kind}
      onClose={() => void close()}
      submit="Review"
      may={may && !review.running}
      error={review.error}
      lacks={agent !== undefined && text === start ? 'Nothing was changed yet.' : undefined}
      onSubmit={submit}
    >
      {agent === undefined && (
        <TextField
          label="Slug"
          mono
          value={slug}
          onChange={setTypedSlug}
          hint="Finds the same agent in other environments. It cannot be changed later."
          error={slugProblem}
        />
      )}
      <div className="agent-json">
        <TextArea
          label="The agent as JSON"
          mono
          autoFocus
          value={text}
          onChange={setText}
          rows={26}
          error={problem}
          hint="Provider keys are named by provider and variable. A record pasted from an API loses its ids."
        />
      </div>
    </FormDialog>
  );
}

const nameIn = (content: Json | undefined): string =>
  (isJsonObject(content) ? textOf(content, 'name') : undefined) ?? '';

const notKept = 'An agent that is being edited is not kept as a draft.';
