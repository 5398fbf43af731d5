/** Words that name a place which each environment has of its own: an address, a host, a bucket. */
const place = /(?:^|_)(?:URLS?|URIS?|HOSTS?|HOSTNAMES?|ORIGINS?|DOMAINS?|BUCKETS?|ENDPOINTS?)(?:_\d+)?$/i;

/** Whether a variable of this name usually says where something is, which is elsewhere in each environment. */
export const namesPlace = (key: string): boolean => place.test(key);

/** Words that say which environment it is: each has another. */
const which = /(?:^|_)(?:ENV|ENVIRONMENT)(?:_NAME)?$|^(?:(?:APP|DEPLOY|DEPLOYMENT|SST)_)?STAGE$/i;

/** Whether a variable of this name says which environment it is in: `NODE_ENV`, `SENTRY_ENVIRONMENT`, `STAGE`. */
export const saysWhichEnvironment = (key: string): boolean => which.test(key);
