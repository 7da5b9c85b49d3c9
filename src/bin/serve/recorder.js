// Put first into every page by `serve --record`: keeps what the browser complains about, for the tests to read.
(() => {
  const record = { console: [], errors: [], rejections: [], violations: [], missing: [], shifts: [] };
  Object.defineProperty(window, "__record", { value: record });
  // A test asks for a browser that denies storage, which no engine lets WebDriver set.
  if (new URLSearchParams(location.search).has("deny-storage")) {
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied for a test", "SecurityError"); } });
  }
  // The same for workers; and demos say a digest of what they have computed.
  if (new URLSearchParams(location.search).has("deny-workers")) {
    Object.defineProperty(window, "Worker", { value: class { constructor() { throw new DOMException("denied for a test", "SecurityError"); } } });
  }
  document.documentElement.dataset.digests = "";
  const text = (value) => {
    if (value instanceof Error) {
      // Chromium's stack begins with the message; the others' stacks leave it out.
      const [said, stack] = [String(value), value.stack ?? ""];
      return stack.startsWith(said) ? stack : `${said} ${stack}`;
    }
    if (typeof value === "string") return value;
    try { return JSON.stringify(value) ?? String(value); } catch { return String(value); }
  };
  for (const level of ["error", "warn"]) {
    const original = console[level].bind(console);
    console[level] = (...args) => {
      record.console.push({ level, text: args.map(text).join(" ") });
      original(...args);
    };
  }
  // Capturing, because an element whose file is missing tells nobody else.
  addEventListener("error", (event) => {
    const element = event.target;
    if (element instanceof Element) record.missing.push(element.currentSrc || element.src || element.href || element.tagName);
    else record.errors.push(`${event.message} (${event.filename}:${event.lineno})`);
  }, true);
  addEventListener("unhandledrejection", (event) => record.rejections.push(text(event.reason)));
  document.addEventListener("securitypolicyviolation", (event) => record.violations.push(
    `${event.effectiveDirective}: ${event.blockedURI} (${event.sourceFile}:${event.lineNumber}) ${event.sample}`.trim()));
  const name = (node) => node ? `${node.nodeName.toLowerCase()}${node.id ? `#${node.id}` : ""}${
    typeof node.className === "string" && node.className ? `.${node.className.trim().replaceAll(/\s+/g, ".")}` : ""}` : "?";
  record.shiftsSupported = Boolean(window.PerformanceObserver?.supportedEntryTypes?.includes("layout-shift"));
  if (record.shiftsSupported) {
    const take = (list) => {
      for (const entry of list) {
        record.shifts.push({ value: entry.value, input: entry.hadRecentInput, nodes: entry.sources.map((s) => name(s.node)) });
      }
    };
    const observer = new PerformanceObserver((list) => take(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    Object.defineProperty(record, "flush", { value: () => take(observer.takeRecords()), enumerable: false });
  }
  // The page is to look as it does without us.
  document.currentScript?.remove();
})();
