/** What the page offers to try. */
export const EXAMPLES = [
  {
    title: 'Chrome',
    text: "Access to fetch at 'https://api.example.org/me' from origin 'https://app.example.com' has been blocked by CORS policy: The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
  },
  {
    title: 'Firefox',
    text: 'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example.org/me. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 502.',
  },
  {
    title: 'Safari',
    text: '[Error] Preflight response is not successful. Status code: 401\n[Error] Fetch API cannot load https://api.example.org/transfers due to access control checks.',
  },
  {
    title: 'a cookie',
    text: 'Cookie “sid” has been rejected because it is in a cross-site context and its “SameSite” is “Lax” or “Strict”.',
  },
  {
    title: 'curl -i',
    text: 'HTTP/2 200\ncontent-type: application/json\naccess-control-allow-origin: https://app.example.com\nset-cookie: sid=b1946ac92492; Path=/; HttpOnly\n',
  },
] as const
