/** Last part of an environment's path. All of them, built or not. */
export type PageSlug =
  | 'environment-variables'
  | 'compare'
  | 'promote'
  | 'agents'
  | 'providers'
  | 'queues'
  | 'history'
  | 'environments'
  | 'settings';
