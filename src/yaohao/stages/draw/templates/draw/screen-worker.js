// Keeps the page of the big screen, so that it loads again while the network is cut. What the log
// said last lies with the page itself. Runs over https and on the machine itself only.
const CACHE = "yaohao-screen";

async function fresh(request) {
  const kept = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await kept.put(request, answer.clone());
    return answer;
  } catch (cut) {
    const before = await kept.match(request, { ignoreVary: true });
    if (before) return before;
    throw cut;
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(
  caches.open(CACHE).then((kept) => kept.addAll(event.data)),
));
self.addEventListener("fetch", (event) => {
  const { method, mode, destination } = event.request;
  const part = mode === "navigate" || ["script", "style", "image"].includes(destination);
  if (method === "GET" && part) event.respondWith(fresh(event.request));
});
