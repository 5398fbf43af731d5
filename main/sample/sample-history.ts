import type { RuleKind } from '../../core/rules.ts';

/** A change made to the sample project after it was filled: what a key was, in the order it happened. */
export interface SampleEarlier {
  readonly slug: 'dev' | 'staging' | 'prod';
  readonly key: string;
  /** The values it had before the present one, oldest first. */
  readonly values: readonly string[];
}

/** Keys whose present value is not their first one, so that the history page has something to tell. */
export const sampleEarlier: readonly SampleEarlier[] = [
  { slug: 'staging', key: 'ANSWER_MODEL', values: ['large-1', 'large-2'] },
  { slug: 'staging', key: 'MAX_TOKENS_PER_ANSWER', values: ['400'] },
  { slug: 'prod', key: 'ANSWER_MODEL', values: ['large-1'] },
  { slug: 'prod', key: 'LOG_LEVEL', values: ['info'] },
  { slug: 'dev', key: 'LOG_LEVEL', values: ['info'] },
];

/** Rules of the sample project, beside those that hold for credentials and provider keys by default. */
export const sampleRules: readonly {
  readonly key: string;
  readonly rule: RuleKind;
  readonly note?: string;
}[] = [
  { key: 'EMBEDDING_DIMENSIONS', rule: 'must-match', note: 'The index is built once for all environments.' },
  { key: 'AWS_REGION', rule: 'must-match' },
  { key: 'JWT_PUBLIC_KEY', rule: 'must-match' },
  { key: 'SYSTEM_PROMPT', rule: 'must-match', note: 'What was tried in staging is what runs in production.' },
  { key: 'S3_BUCKET', rule: 'must-differ' },
  { key: 'APP_URL', rule: 'must-differ' },
];
