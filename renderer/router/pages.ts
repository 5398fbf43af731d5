import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { PageSlug } from './page-slug.ts';

export interface Page {
  readonly slug: PageSlug;
  readonly title: string;
  /** The digit of Alt+digit: fixed, whether or not the page is built. */
  readonly digit: number;
  readonly view: LazyExoticComponent<ComponentType>;
  readonly load: () => Promise<unknown>;
}

function page(
  slug: PageSlug,
  title: string,
  digit: number,
  load: () => Promise<{ readonly default: ComponentType }>,
): Page {
  return { slug, title, digit, load, view: lazy(load) };
}

/** The pages in order. */
export const pages: readonly Page[] = [
  page('environment-variables', 'Variables', 1, async () => {
    const { VariablesPage } = await import('../features/variables/variables-page.tsx');
    return { default: VariablesPage };
  }),
  page('compare', 'Compare', 2, async () => {
    const { ComparePage } = await import('../features/compare/compare-page.tsx');
    return { default: ComparePage };
  }),
  page('promote', 'Promote', 3, async () => {
    const { PromotePage } = await import('../features/promote/promote-page.tsx');
    return { default: PromotePage };
  }),
  page('agents', 'Agents', 4, async () => {
    const { AgentsPage } = await import('../features/agents/agents-page.tsx');
    return { default: AgentsPage };
  }),
  page('providers', 'Providers', 5, async () => {
    const { ProvidersPage } = await import('../features/providers/providers-page.tsx');
    return { default: ProvidersPage };
  }),
  page('queues', 'Queues', 6, async () => {
    const { QueuesPage } = await import('../features/queues/queues-page.tsx');
    return { default: QueuesPage };
  }),
  page('history', 'History', 7, async () => {
    const { HistoryPage } = await import('../features/history/history-page.tsx');
    return { default: HistoryPage };
  }),
  page('environments', 'Environments', 8, async () => {
    const { EnvironmentsPage } = await import('../features/environments/environments-page.tsx');
    return { default: EnvironmentsPage };
  }),
  page('settings', 'Settings', 9, async () => {
    const { SettingsPage } = await import('../features/settings/settings-page.tsx');
    return { default: SettingsPage };
  }),
];

export const findPage = (slug: string): Page | undefined => pages.find((each) => each.slug === slug);
