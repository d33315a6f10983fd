//! The origins that all apps of a framework have.

/// The origin of every app that is made with a framework, unless the app changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct AppOrigin {
    /// The origin. For a scheme of its own, other hosts of that scheme count as well.
    pub origin: &'static str,
    /// The framework, as a message names it.
    pub framework: &'static str,
    /// The address of a page that documents the origin.
    pub source: &'static str,
}

const fn app(origin: &'static str, framework: &'static str, source: &'static str) -> AppOrigin {
    AppOrigin {
        origin,
        framework,
        source,
    }
}

const CAPACITOR: &str = "https://capacitorjs.com/docs/config";
const CORDOVA: &str = "https://cordova.apache.org/docs/en/latest/config_ref/index.html";
const ELECTRON_CAPACITOR: &str = "https://github.com/capacitor-community/electron";
const IONIC: &str = "https://ionicframework.com/docs/troubleshooting/cors";
const MAUI: &str = "https://learn.microsoft.com/dotnet/maui/user-interface/controls/blazorwebview";
const TAURI: &str = "https://v2.tauri.app/reference/config/";
const WAILS: &str = "https://github.com/wailsapp/wails/issues/1642";
const WAILS_LOCALHOST: &str = "https://github.com/wailsapp/wails/issues/2116";
const WEB_VIEW_ASSETS: &str =
    "https://developer.android.com/reference/androidx/webkit/WebViewAssetLoader";

/// All entries, sorted.
pub const APP_ORIGINS: &[AppOrigin] = &[
    app("app://localhost", "Cordova", CORDOVA),
    app("asset://localhost", "Tauri", TAURI),
    app("capacitor-electron://-", "Capacitor", ELECTRON_CAPACITOR),
    app("capacitor://localhost", "Capacitor", CAPACITOR),
    app("cordova://localhost", "Cordova", CORDOVA),
    app("http://localhost", "Capacitor or Ionic", IONIC),
    app("http://tauri.localhost", "Tauri", TAURI),
    app("http://wails.localhost", "Wails", WAILS_LOCALHOST),
    app("https://0.0.0.0", ".NET MAUI", MAUI),
    app("https://0.0.0.1", ".NET MAUI", MAUI),
    app(
        "https://appassets.androidplatform.net",
        "Android's `WebViewAssetLoader`",
        WEB_VIEW_ASSETS,
    ),
    app("https://localhost", "Capacitor or Cordova", CAPACITOR),
    app("https://tauri.localhost", "Tauri", TAURI),
    app("https://wails.localhost", "Wails", WAILS_LOCALHOST),
    app("ionic://localhost", "Ionic", IONIC),
    app("tauri://localhost", "Tauri", TAURI),
    app("wails://wails", "Wails", WAILS),
];
