import type { ReactNode } from 'react';
import { fieldWord, jsonText } from '../../../core/field-words.ts';
import type { RouteState } from '../../../core/ipc/document-calls.ts';
import { fieldOf, type Json, type JsonObject, listOf, textOf } from '../../../core/json.ts';
import { Pin, RouteTable } from '../../documents/route-table.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Mono } from '../../ui/mono.tsx';

/** Code units of one text that are painted; the rest is counted. */
const paintedLength = 12_000;

/** What the agent is told: its system prompt and its blocks in order. */
export function Prompt({ agent }: { readonly agent: JsonObject }): ReactNode {
  const system = textOf(agent, 'systemPrompt');
  const blocks = listOf(agent, 'promptBlocks');
  return (
    <section className="agent-part" aria-label="Prompt">
      <h2>Prompt</h2>
      {system !== undefined && system !== '' && <Block name="System prompt" text={system} enabled />}
      {blocks.map((block, at) => (
        <Block
          // biome-ignore lint/suspicious/noArrayIndexKey: two blocks may have one name, and none moves while it is shown
          key={at}
          name={textOf(block, 'name') ?? `Block ${at + 1}`}
          text={textOf(block, 'content') ?? ''}
          enabled={fieldOf(block, 'enabled') !== false}
        />
      ))}
      {blocks.length === 0 && (system === undefined || system === '') && (
        <p className="soft">The prompt is empty.</p>
      )}
    </section>
  );
}

function Block(props: {
  readonly name: string;
  readonly text: string;
  readonly enabled: boolean;
}): ReactNode {
  return (
    <div className="agent-block">
      <h3>
        {props.name} {!props.enabled && <Badge>off</Badge>}
        <span className="soft number">{props.text.length.toLocaleString('en')} characters</span>
      </h3>
      {props.text === '' ? (
        <p className="soft">empty</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
        <section tabIndex={0} aria-label={props.name} className="agent-text">
          <pre>{props.text.slice(0, paintedLength)}</pre>
          {props.text.length > paintedLength && (
            <p className="soft">
              and {(props.text.length - paintedLength).toLocaleString('en')} more characters: Edit shows all
              of it
            </p>
          )}
        </section>
      )}
    </div>
  );
}

const pinOf = [{ header: 'Pinned key', cell: ({ pin }: RouteState) => <Pin to={pin} /> }];

/** Each way to a model, and which variable pays for it here. */
export function Routes({ routes }: { readonly routes: readonly RouteState[] }): ReactNode {
  return (
    <section className="agent-part" aria-label="Model routes">
      <h2>Model routes</h2>
      <RouteTable routes={routes} keys={pinOf} />
    </section>
  );
}

/** Fields that have a part of their own on this page. */
const elsewhere = new Set([
  'name',
  'model',
  'systemPrompt',
  'promptBlocks',
  'modelRoutes',
  'skills',
  'providerKey',
]);

/** All other fields as they are. */
export function Configuration({ agent }: { readonly agent: JsonObject }): ReactNode {
  const fields = Object.entries(agent).filter(([field]) => !elsewhere.has(field));
  return (
    <section className="agent-part" aria-label="Configuration">
      <h2>Configuration</h2>
      <dl className="agent-fields">
        {fields.map(([field, value]) => (
          <div key={field}>
            <dt>{fieldWord(field)}</dt>
            <dd>
              <FieldValue value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function FieldValue({ value }: { readonly value: Json }): ReactNode {
  const text = jsonText(value);
  if (text.includes('\n')) return <pre className="agent-json-text">{text.slice(0, paintedLength)}</pre>;
  return <Mono text={text} limit={2_000} />;
}
