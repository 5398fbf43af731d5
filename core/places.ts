/** Words that name a place which each environment has of its own: an address, a host, a bucket. */
const place = /(?:^|_)(?:URLS?|URIS?|HOSTS?|HOSTNAMES?|ORIGINS?|DOMAINS?|BUCKETS?|ENDPOINTS?)(?:_\d+)?$/i;

/** Whether a variable of this name usually says where something is, which is elsewhere in each environment. */
export const namesPlace = (key: string): boolean => place.test(key);
