// The app, as boot.js asks for it.
import init from "../{{APP_JS}}";
globalThis.descentStart(init);
