import { type Json, prettyJson } from './json.ts';

const known: Readonly<Record<string, string>> = {
  isActive: 'Active',
  isDefault: 'Default',
  providerKey: 'Provider key',
  toolsBlockConfig: 'Tools',
  subAgentConfig: 'Sub-agents',
  memoryConfig: 'Memory',
  mcpPermissions: 'MCP permissions',
  modelRoutes: 'Routes',
  limit: 'Limit',
};

/** A field's name as a person reads it: `systemPrompt` is `System prompt`. A name given by a person stays as it is. */
export function fieldWord(name: string): string {
  if (Object.hasOwn(known, name)) return known[name] ?? name;
  if (!/^[a-z]+([A-Z][a-z]+)+$/.test(name)) return name;
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `Prompt blocks › Tone › content` */
export function pathText(path: readonly string[]): string {
  if (path.length === 0) return 'Everything';
  const text = path.map(fieldWord).join(' › ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Any value as text to read: texts as they are, the rest as indented JSON. */
export const jsonText = (value: Json): string => (typeof value === 'string' ? value : prettyJson(value));
