import { ValueText } from '../../values/value-text.tsx';
import { drafted, useCells } from './cell-context.ts';
import { InlineEditor } from './inline-editor.tsx';
import { isGhost, type VariableRow } from './row.ts';

export function ValueCell({ row }: { readonly row: VariableRow }) {
  const { env, environmentKind, values, reveal, editing, onEditEnd, onEditLarge, baseline } = useCells();
  const value = values.get(row.key);
  const revealed = reveal.textOf(drafted(env), row.key);
  if (editing === row.key)
    return (
      <InlineEditor
        key={row.key}
        env={env}
        environmentKind={environmentKind}
        variableKey={row.key}
        initial={row.meta.empty ? '' : (revealed ?? value?.value)}
        isHidden={row.meta.hidden}
        onEnd={onEditEnd}
        onLarge={(typed) => onEditLarge(row.key, typed)}
      />
    );
  if (isGhost(row)) return <span className="value-unset">not set here, set in {baseline}</span>;
  if (row.mark === 'deleted') return <span className="value-unset">will be removed</span>;
  return (
    <ValueText
      hidden={row.meta.hidden}
      empty={row.meta.empty}
      value={value}
      revealed={revealed}
      writtenAt={row.meta.fingerprintAt}
    />
  );
}
