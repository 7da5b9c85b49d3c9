// <descent-demo name="roc-and-pr"> and <descent-lesson slug="roc-and-pr">: a demo or a lesson of Descent in any page.
// A plain script without dependencies; the site is wherever this file lies.
(() => {
  const script = document.currentScript ??
    [...document.querySelectorAll("script[src]")].reverse().find((s) => /\/embed\.js(\?|#|$)/.test(s.src));
  if (!script || customElements.get("descent-demo")) return;
  const base = new URL("./", script.src).href;
  const origin = new URL(base).origin;

  // What the elements mean by themselves, and what HTML means by it; every other attribute is a setting of the demo.
  const OWN = "name slug preset lock hide goal goal-text title height theme".split(" ");
  const GLOBAL = ("accesskey autocapitalize autocorrect autofocus class contenteditable dir draggable enterkeyhint " +
    "exportparts hidden id inert inputmode is itemid itemprop itemref itemscope itemtype lang nonce part popover role " +
    "slot spellcheck style tabindex translate virtualkeyboardpolicy writingsuggestions").split(" ");
  const isSetting = (name) => /^(pin\.)?[a-z][a-z0-9-]*$/.test(name) && !/^(on|aria-|data-)/.test(name) &&
    !OWN.includes(name) && !GLOBAL.includes(name);

  const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-popups-to-escape-sandbox";
  // How long the frame may say nothing: after it has loaded, and in all, since not every browser tells of a failure.
  const PATIENCE = { loaded: 5000, all: 10000 };

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(":host{display:block;position:relative}:host([hidden]),[hidden]{display:none}" +
    "iframe{display:block;width:100%;border:0}span{position:absolute;left:0}");

  // Messages come from the frame, and still every part is looked at: a plain object, texts and numbers within bounds.
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");
  const clean = (value, keep) => Object.freeze(Object.fromEntries((isObject(value) ? Object.entries(value) : [])
    .filter(([key, v]) => /^[a-z0-9.-]{1,60}$/.test(key) && keep(v)).slice(0, 200)));
  const measures = (value) => clean(value, (v) => v === null || Number.isFinite(v));

  class Embed extends HTMLElement {
    #frame = document.createElement("iframe");
    #mark = document.createElement("span");
    #slot = document.createElement("slot");
    #link = document.createElement("a");
    #seen = new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && this.#load(), { rootMargin: "600px" });
    #changes = new MutationObserver((list) => this.#changed(new Set(list.map((m) => m.attributeName))));
    #alive = false;
    #loaded = false;
    #timer = 0;
    #theme = "";
    #growth = 0;

    connectedCallback() {
      if (!this.shadowRoot) {
        const shadow = this.attachShadow({ mode: "open" });
        shadow.adoptedStyleSheets = [sheet];
        shadow.append(this.#frame, this.#mark, this.#slot, this.#link);
        this.#frame.addEventListener("load", () => {
          if (this.#loaded && !this.#alive) this.#wait(PATIENCE.loaded);
        });
      }
      all.add(this);
      this.#frame.style.height = `${this.#guess()}px`;
      this.#changes.observe(this, { attributes: true });
      this.#begin();
    }

    disconnectedCallback() {
      all.delete(this);
      this.#alive = this.#loaded = false;
      this.#frame.removeAttribute("src");
      this.#changes.disconnect();
      this.#seen.disconnect();
      clearTimeout(this.#timer);
    }

    // The frame is loaded when the reader comes near; until then it only keeps the room.
    #begin() {
      this.#link.href = base + this.page();
      this.#link.textContent = this.words();
      this.#frame.title = this.words();
      this.#show(Boolean(this.path()));
      if (this.#loaded && this.path()) this.#load();
      else if (this.path()) this.#seen.observe(this);
    }

    // A frame that comes late is shown all the same.
    #wait(time) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#show(false), time);
    }

    // The frame, or what stands in for it: the element's own content, or a link.
    #show(frame) {
      const own = this.textContent.trim() !== "" || this.childElementCount > 0;
      this.#frame.hidden = !frame;
      this.#slot.hidden = frame;
      this.#link.hidden = frame || own;
    }

    #guess() {
      const height = Number(this.getAttribute("height"));
      return height >= 80 && height <= 10000 ? height : this.first;
    }

    settings() {
      return Object.fromEntries([...this.attributes].filter((a) => isSetting(a.name)).map((a) => [a.name, a.value]));
    }

    #load() {
      this.#seen.disconnect();
      const query = new URLSearchParams(this.settings());
      for (const name of ["preset", "lock", "hide", "goal", "goal-text"]) {
        if (this.hasAttribute(name)) query.set(`embed.${name}`, this.getAttribute(name));
      }
      this.#theme = this.#wanted();
      query.set("embed.theme", this.#theme);
      this.#wait(PATIENCE.all);
      this.#alive = false;
      this.#loaded = true;
      this.#growth = 0;
      const frame = this.#frame;
      frame.setAttribute("sandbox", SANDBOX);
      frame.allow = "fullscreen; clipboard-write";
      const src = `${base}${this.path()}?${query}`;
      // Replacing the address leaves no entry in the history; the first one makes none anyway.
      if (frame.src) frame.contentWindow.location.replace(src);
      else frame.src = src;
    }

    #changed(names) {
      if (names.has("theme")) this.follow();
      if (names.has("title")) this.#frame.title = this.words();
      const locked = (this.getAttribute("lock") ?? "").split(/[\s,]+/);
      const settings = [...names].filter(isSetting);
      const anew = ["name", "slug", "preset", "lock", "hide", "goal", "goal-text"].some((name) => names.has(name));
      if (anew) {
        this.#begin();
      } else if (!this.#loaded) {
        return;
      } else if (settings.some((name) => locked.includes(name)) || (settings.length > 0 && !this.#alive)) {
        this.#load();
      } else if (settings.length > 0) {
        this.#post({ type: "settings", settings: Object.fromEntries(settings.map((name) => [name, this.getAttribute(name)])) });
      }
    }

    // The host's light or dark: as its style says, or as its background is, or as the reader prefers.
    #wanted() {
      const asked = this.getAttribute("theme");
      if (asked === "light" || asked === "dark") return asked;
      const scheme = getComputedStyle(this).colorScheme;
      const [light, dark] = [scheme.includes("light"), scheme.includes("dark")];
      if (light !== dark) return dark ? "dark" : "light";
      if (light) return preference.matches ? "dark" : "light";
      for (let at = this; at; at = at.parentElement ?? at.getRootNode().host) {
        const [r, g, b, a = 1] = (getComputedStyle(at).backgroundColor.match(/^rgba?\((.*)\)$/)?.[1] ?? "").split(/[\s,/]+/).map(Number);
        if (a > 0.5) return 0.3 * r + 0.6 * g + 0.1 * b < 110 ? "dark" : "light";
      }
      return "light";
    }

    follow() {
      const theme = this.#wanted();
      if (theme !== this.#theme && this.#loaded) {
        this.#theme = theme;
        this.#post({ type: "theme", theme });
      }
    }

    #post(message) {
      this.#frame.contentWindow?.postMessage({ descent: 1, ...message }, origin === "null" ? "*" : origin);
    }

    #tell(name, detail) {
      this.dispatchEvent(new CustomEvent(`descent:${name}`, { bubbles: true, composed: true, detail }));
    }

    hears(event) {
      const data = event.data;
      if (event.source !== this.#frame.contentWindow || event.origin !== origin || !isObject(data)) return;
      if (!Object.hasOwn(data, "descent") || data.descent !== 1) return;
      const demo = text(data.demo, 64);
      if (data.type === "hello") {
        this.#alive = true;
        clearTimeout(this.#timer);
        this.#show(true);
        this.#theme = this.#wanted();
        this.#post({ type: "theme", theme: this.#theme });
      } else if (!this.#alive) {
        return;
      } else if (data.type === "size") {
        this.#resize(data.height);
      } else if (data.type === "scroll" && Number.isFinite(data.top)) {
        this.#mark.style.top = `${Math.min(Math.max(data.top, 0), this.#frame.offsetHeight)}px`;
        this.#mark.scrollIntoView({ block: "start" });
      } else if (data.type === "ready" || data.type === "change") {
        const settings = clean(data.settings, (v) => typeof v === "string" && v.length <= 4000);
        this.#tell(data.type, { demo, settings, summary: text(data.summary, 2000), measures: measures(data.measures) });
      } else if (data.type === "goal") {
        this.#tell("goal", { demo, goal: text(data.goal, 500), measures: measures(data.measures) });
      }
    }

    // A frame that grows again and again without ever shrinking chases its own height; that ends after a while.
    #resize(height) {
      if (!Number.isFinite(height) || height < 40 || height > 200000) return;
      const now = parseFloat(this.#frame.style.height);
      this.#growth = height > now ? this.#growth + 1 : 0;
      if (this.#growth > 60 || Math.abs(height - now) < 1) return;
      this.#frame.style.height = `${Math.ceil(height)}px`;
    }
  }

  const isId = (id) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id ?? "") && id.length <= 64;
  const kind = (attribute, folder, page, noun, first) => class extends Embed {
    first = first;
    path() { const id = this.getAttribute(attribute); return isId(id) ? `embed/${folder}${id}/` : ""; }
    page() {
      const query = String(new URLSearchParams(this.settings()));
      return this.path() ? `${page}/${this.getAttribute(attribute)}/${query && `?${query}`}` : "";
    }
    words() { return this.getAttribute("title") || `${noun}: ${(this.getAttribute(attribute) ?? "").replaceAll("-", " ")}`; }
  };

  const all = new Set();
  const preference = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => all.forEach((element) => element.follow());
  preference.addEventListener("change", follow);
  addEventListener("message", (event) => all.forEach((element) => element.hears(event)));
  customElements.define("descent-demo", kind("name", "", "demo", "Demo", 720));
  customElements.define("descent-lesson", kind("slug", "lesson/", "lesson", "Lesson", 900));
  // Sites change their theme by an attribute of the page, and some fade from one to the other.
  const themes = new MutationObserver(() => { follow(); setTimeout(follow, 400); });
  for (const root of [document.documentElement, document.body]) if (root) themes.observe(root, { attributes: true });
})();
