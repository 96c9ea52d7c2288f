/**
 * The session itself in a cookie, signed. What the cookie holds is between browser and server: the client is
 * the same as for a session id, and that is the point.
 */
export {
  sessionCookieAxios as sessionInCookieAxios,
  sessionCookieFetch as sessionInCookieFetch,
} from './session-cookie.ts'
