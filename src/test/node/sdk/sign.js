/* How an application's back end vouches for its users: docs/browser.md shows this code. */
import { createHmac } from 'node:crypto';

export const hmac = (key, text) => createHmac('sha256', key).update(text).digest('hex');

export const canonical = (value) =>
  Array.isArray(value)
    ? `[${value.map(canonical).join(',')}]`
    : value !== null && typeof value === 'object'
      ? `{${Object.keys(value).sort().map((key) => `${canonical(key)}:${canonical(value[key])}`).join(',')}}`
      : typeof value === 'string'
        ? `"${value.replace(/[\\"]/g, '\\$&')}"`
        : String(value);
