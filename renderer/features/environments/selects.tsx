import { EnvironmentColour, EnvironmentKind, type Protection } from '../../../core/environment.ts';
import { protectionsFor } from '../../../core/protection.ts';
import { EnvironmentTag, kindNames } from '../../ui/environment-tag.tsx';
import { Select } from '../../ui/select.tsx';
import { colourNames, protectionTexts } from './words.ts';

export function KindSelect({
  value,
  onChange,
}: {
  readonly value: EnvironmentKind;
  readonly onChange: (kind: EnvironmentKind) => void;
}) {
  return (
    <Select
      label="Kind: decides colour, order and how strongly the console warns"
      value={value}
      onChange={onChange}
      options={EnvironmentKind.options.map((kind) => ({
        id: kind,
        text: kindNames[kind],
        shown: <EnvironmentTag kind={kind} name={kindNames[kind]} />,
      }))}
    />
  );
}

/** A colour, or undefined for that of the kind. Each is shown as it will look, with its name. */
export function ColourSelect({
  kind,
  value,
  onChange,
}: {
  readonly kind: EnvironmentKind;
  readonly value: EnvironmentColour | undefined;
  readonly onChange: (colour: EnvironmentColour | undefined) => void;
}) {
  return (
    <Select<EnvironmentColour | 'of-kind'>
      label="Colour"
      value={value ?? 'of-kind'}
      onChange={(colour) => onChange(colour === 'of-kind' ? undefined : colour)}
      options={[
        {
          id: 'of-kind',
          text: 'As its kind',
          shown: <EnvironmentTag kind={kind} name="As its kind" filled />,
        },
        ...EnvironmentColour.options.map((colour) => ({
          id: colour,
          text: colourNames[colour],
          shown: <EnvironmentTag kind={kind} colour={colour} name={colourNames[colour]} filled />,
        })),
      ]}
    />
  );
}

/** How writing is guarded. Production is offered what is at least its slug typed. */
export function ProtectionSelect({
  kind,
  value,
  onChange,
}: {
  readonly kind: EnvironmentKind;
  readonly value: Protection;
  readonly onChange: (protection: Protection) => void;
}) {
  return (
    <Select
      label="Protection against writing"
      value={value}
      onChange={onChange}
      options={protectionsFor(kind).map((id) => ({ id, text: protectionTexts[id] }))}
    />
  );
}
