//! Settings: target retention, and everything about the learner's own data. How the course looks is chosen without the
//! app, see `on-demand.js`.

use super::live::{View, live, view};
use super::signals::{RwSignal, memo};
use super::state::App;
use super::study::site_path;
use crate::web::storage::BrowserStorage;
use crate::web::{dom, file, place};
use course::study::file as export_file;
use course::study::import::{Crossing, Mode, Preview};
use course::study::journal;
use course::study::kind::Kind;
use course::study::log::Log;
use course::study::payload::Setting;
use course::study::store::Storage;
use leptos::prelude::*;
use std::rc::Rc;

/// The page below its heading and the looks.
pub fn settings(app: App) -> View {
    view! {
        <div class="settings">
            {retention(app)}
            {progress(app)}
            {storage(app)}
            {(!place::one_file()).then(|| view! {
                // Its script fills it, with or without the app.
                <section aria-labelledby="offline"><h2 id="offline">"Offline"</h2><offline-copy full=""></offline-copy></section>
            })}
        </div>
    }
}

fn retention(app: App) -> View {
    let percent = memo(move || (app.study.target_retention() * 100.0).round() as u32);
    let changed = move |event| {
        if let Some(percent) = dom::number(&event_target_value(&event)) {
            app.study.record(Kind::Setting(Setting::TargetRetention(percent / 100.0)));
        }
    };
    view! {
        <section aria-labelledby="retention"><h2 id="retention">"Review"</h2>
            <p class="row"><label for="target">"Target retention"</label>" "
                <input type="range" id="target" min="70" max="97" step="1" prop:value=move || percent.get().to_string()
                    aria-valuetext=move || format!("{} percent", percent.get()) on:change=changed/>" "<output for="target">{live(move || format!("{} %", percent.get()))}</output></p>
            <p class="hint">"A card comes back when the schedule expects you to recall it with this probability. Higher means more reviews: from 90 to 95 percent, intervals shrink to less than half."</p>
        </section>
    }
}

fn progress(app: App) -> View {
    let incoming = RwSignal::new(None::<Rc<(Log, usize)>>);
    let said = RwSignal::new(String::new());
    let asking = RwSignal::new(false);
    let export = move |_| {
        let Some(text) = app.study.with_log(export_file::export) else { return };
        let name = format!("descent-progress-{}.json", super::study::today_iso());
        let done = file::download(&name, "application/json", &text);
        said.set(
            if done { "Exported. Keep the file; it can be imported on any device." } else { "Not exported as a file." }
                .into(),
        );
    };
    let picked = move |event: web_sys::Event| {
        leptos::task::spawn_local(async move {
            let Some((_, bytes)) = file::picked(&event, export_file::MAX_FILE).await else { return };
            match bytes
                .map_err(|e| e.to_string())
                .and_then(|b| export_file::read(&b).map_err(|e| super::notices::sentence(&e.to_string())))
            {
                Ok(read) => {
                    said.set(String::new());
                    incoming.set(Some(Rc::new((read.log, read.unreadable))));
                }
                Err(why) => {
                    incoming.set(None);
                    said.set(format!("{why} Nothing was changed."));
                }
            }
        });
    };
    let reset = move |_| {
        app.study.journal(|j| j.reset(super::study::now()));
        super::left::clear();
        asking.set(false);
        said.set("Everything was set aside. An exported file brings it back.".into());
    };
    view! {
        <section aria-labelledby="progress"><h2 id="progress">"Your progress"</h2>
            <p>{live(move || events_words(app.study.len()))}" It lives in this browser only. Browsers may delete it, Safari after seven days without a visit, so export it now and then."
                {place::one_file().then_some(" It belongs to this file in this place: export it before you rename or move the file.")}</p>
            <p class="row"><button class="button" type="button" on:click=export>"Export"</button>" "
                <label class="button" for="import">"Import…"</label><input class="sr-only" type="file" id="import" accept=".json,application/json" on:change=picked/>" "
                <button class="button" type="button" on:click=move |_| asking.set(true)>"Reset…"</button></p>
            <p role="status">{live(move || said.get())}</p>
            {live(move || incoming.get().and_then(|log| preview(app, log, incoming, said)))}
            {live(move || asking.get().then(|| view! {
                <div class="ask" role="alertdialog" aria-label="Reset">
                    <p>"Reset sets all progress aside: answers, reviews, notes. Export it first if you may want it back."</p>
                    <p class="row"><button class="button" type="button" on:click=export>"Export first"</button>" "
                        <button class="button" type="button" on:click=reset>"Reset everything"</button>" "
                        <button class="button" type="button" on:click=move |_| asking.set(false)>"Keep it"</button></p>
                </div>
            }))}
        </section>
    }
}

fn events_words(n: usize) -> String {
    match n {
        0 => "Nothing recorded yet.".into(),
        1 => "One entry so far.".into(),
        n => format!("{n} entries so far."),
    }
}

/// What an import would do, before it does it.
fn preview(
    app: App,
    log: Rc<(Log, usize)>,
    incoming: RwSignal<Option<Rc<(Log, usize)>>>,
    said: RwSignal<String>,
) -> Option<View> {
    let both = |ours: &Log| [Mode::Merge, Mode::KeepBoth].map(|mode| Preview::new(ours, &log.0, mode));
    let [merge, keep_both] = app.study.with_log(both)?;
    let list: Vec<_> = (if merge.added() > 0 { &merge } else { &keep_both })
        .adds
        .iter()
        .map(|(kind, count)| view! { <li>{format!("{count} × {}", kind.replace('-', " "))}</li> })
        .collect();
    let crossing = match merge.crossing {
        Crossing::Same => "",
        Crossing::Older => "The file is from before your last reset. Merging brings nothing back; keeping both does.",
        Crossing::Newer => {
            "The file knows of a reset that has not happened here. Merging sets aside what this browser holds; keeping both does not."
        }
    };
    let unreadable =
        (log.1 > 0).then(|| format!("The file is damaged: {} of its entries cannot be read and stay out.", log.1));
    let take = move |mode: Mode| {
        let log = log.clone();
        move |_| {
            let added = app.study.with_log(|ours| Preview::new(ours, &log.0, mode).added()).unwrap_or_default();
            app.study.journal(|j| j.import(&log.0, mode));
            incoming.set(None);
            said.set(format!("Imported: {added} new entries."));
        }
    };
    let different = merge.crossing != Crossing::Same;
    let merge_label = if different { "Merge" } else { "Import" };
    Some(view! {
        <div class="ask" role="group" aria-label="Import">
            <p>{format!("The file adds {} entries; {} are here already.", merge.added(), merge.known)}</p>
            <ul>{list}</ul>
            {(!crossing.is_empty()).then(|| view! { <p>{crossing}</p> })}
            {unreadable.map(|u| view! { <p>{u}</p> })}
            <p class="row"><button class="button primary" type="button" on:click=take.clone()(Mode::Merge)>{merge_label}</button>" "
                {different.then(|| view! { <button class="button" type="button" on:click=take(Mode::KeepBoth)>"Keep both"</button> })}" "
                <button class="button" type="button" on:click=move |_| incoming.set(None)>"Cancel"</button></p>
        </div>
    })
}

fn storage(app: App) -> View {
    let used = memo(move || {
        app.study.len();
        let (log, display) = (journal::prefix(&site_path()), super::left::key("display"));
        let keys = BrowserStorage.keys().unwrap_or_default();
        keys.iter()
            .filter(|k| k.starts_with(&log) || **k == display)
            .map(|k| k.len() + BrowserStorage.glance(k).ok().flatten().map_or(0, |(length, _)| length))
            .sum::<usize>()
    });
    let persisted = RwSignal::new(None::<bool>);
    leptos::task::spawn_local(async move { persisted.set(file::persisted().await) });
    let persist = move |_| leptos::task::spawn_local(async move { persisted.set(file::persist().await) });
    let aside = move || {
        let status = app.study.status();
        (status.aside > 0).then(|| {
            let download = move |_| {
                let text = app.study.journal(|j| j.aside().iter().map(|d| format!("{}\n{}\n", d.key, d.text)).collect::<String>());
                file::download("descent-damaged.txt", "text/plain", &text.unwrap_or_default());
            };
            view! { <p>{format!("{} damaged pieces are set aside. ", status.aside)}<button class="button" type="button" on:click=download>"Download them"</button></p> }
        })
    };
    view! {
        <section aria-labelledby="storage"><h2 id="storage">"Storage"</h2>
            <p class="kept">{live(move || format!("{} kB used in this browser. ", dom::rounded(used.get() as f64 / 1000.0, 1)))}
                {live(move || match persisted.get() {
                    Some(true) => view! { <span>"The browser has promised to keep it."</span> },
                    Some(false) => view! { <button class="button" type="button" on:click=persist>"Ask the browser to keep it"</button> },
                    None => view! { <span>"This browser makes no promise to keep it."</span> },
                })}</p>
            {live(aside)}
        </section>
    }
}
