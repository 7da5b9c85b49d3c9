// Takes the place of the service worker while the course is being developed: removes what a release has left at this
// address, so that pages come from the server again.
const PREFIX = `descent:${new URL("./", self.location).pathname}:`;
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  await self.registration.unregister();
  for (const client of await self.clients.matchAll({ type: "window" })) client.navigate(client.url);
})()));
