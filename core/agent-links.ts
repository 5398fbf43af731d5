import {
  canonicalJson,
  fieldOf,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  listOf,
  objectOf,
  withFields,
} from './json.ts';

/** An agent as the tools of another name it by id. */
export interface AgentName {
  readonly id: string;
  readonly slug: string;
}

/** Fields whose texts may name other agents. A prompt is left as it is, whatever it says. */
const linkingFields = ['toolsBlockConfig', 'subAgentConfig', 'metaTools'] as const;

const link = /\{agent ([^{}]+)\}$/;

/** How a document names an agent of its own environment: no id stands in one. */
export const linkTo = (slug: string): string => `{agent ${slug}}`;

/** `linkedAgentIds`, `agentId`: they name agents of the environment they stand in. */
const linksByName = /agentids?$/i;

const isLink = (value: Json): boolean => typeof value === 'string' && link.test(value);
const isLinkField = (name: string): boolean => linksByName.test(name) || link.test(name);

/** `ask_agent:<id>` of a record as `ask_agent:{agent <slug>}`. What is no id of these agents stays. */
export function linksBySlug(agent: JsonObject, agents: readonly AgentName[]): JsonObject {
  const slugs = new Map(agents.map(({ id, slug }) => [id, slug]));
  return inLinks(agent, (text) => {
    const at = Math.max(text.lastIndexOf(':'), text.lastIndexOf('/')) + 1;
    const slug = slugs.get(text.slice(at));
    return slug === undefined ? text : text.slice(0, at) + linkTo(slug);
  });
}

/** The inverse: by the ids of the environment; `lost` are slugs that it has no agent of. */
export function linksById(
  agent: JsonObject,
  agents: readonly AgentName[],
): { readonly agent: JsonObject; readonly lost: readonly string[] } {
  const ids = new Map(agents.map(({ id, slug }) => [slug, id]));
  const lost = new Set<string>();
  const written = inLinks(agent, (text) =>
    text.replace(link, (name, slug: string) => {
      if (!ids.has(slug)) lost.add(slug);
      return ids.get(slug) ?? name;
    }),
  );
  return { agent: written, lost: [...lost] };
}

/** Whether the tools of an agent, or some fields of it, name the agent of a slug. */
export const namesAgent = (agent: JsonObject, slug: string): boolean =>
  canonicalJson(inLinks(agent, (text) => (text.endsWith(linkTo(slug)) ? '' : text))) !== canonicalJson(agent);

/** Tools with the links of `other` in place of their own, whether fields or elements of lists name them. */
export function withLinksOf(tools: Json, other: Json | undefined): Json {
  if (isJsonArray(tools)) {
    const theirs = isJsonArray(other) ? other.filter(isLink) : [];
    return [...tools.filter((one) => !isLink(one)), ...theirs];
  }
  if (!isJsonObject(tools)) return tools;
  const own = Object.entries(tools).filter(([name]) => !isLinkField(name));
  const theirs = isJsonObject(other) ? Object.entries(other).filter(([name]) => isLinkField(name)) : [];
  return objectOf([
    ...own.map(([name, value]) => [name, withLinksOf(value, fieldOf(other, name))] as const),
    ...theirs,
  ]);
}

/** Names of the fields of some tools that hold links. */
export const linkFieldsOf = (tools: Json | undefined): readonly string[] =>
  Object.keys(isJsonObject(tools) ? tools : {}).filter(
    (name) => isLinkField(name) || listOf(tools, name).some(isLink),
  );

const inLinks = (agent: JsonObject, change: (text: string) => string): JsonObject =>
  withFields(
    agent,
    linkingFields.flatMap((field) => {
      const value = fieldOf(agent, field);
      return value === undefined ? [] : [[field, mapTexts(value, change)] as const];
    }),
  );

function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (isJsonArray(value)) return value.map((one) => mapTexts(one, change));
  if (!isJsonObject(value)) return value;
  return objectOf(Object.entries(value).map(([name, one]) => [change(name), mapTexts(one, change)]));
}
