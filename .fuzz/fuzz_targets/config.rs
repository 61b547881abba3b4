//! Fuzzes the reading of the config file.
#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use winddown::testing::document::harmful;
use winddown::testing::health::water::Limit;
use winddown::testing::store::config::read;

fuzz_target!(|text: &str| {
    let (config, mistakes) = read("config.toml", text);
    for name in config.tonight.iter().flatten().chain([&config.routine]) {
        assert!(!name.is_empty() && !name.chars().any(harmful), "{name:?}");
    }
    let settling = Duration::from_secs(3)..=Duration::from_secs(600);
    assert!(
        [config.get_ready, Some(config.change_over)].iter().flatten().all(|time| settling.contains(time))
    );
    assert!((50..=1000).contains(&config.glass_ml));
    assert!((500..=3000).contains(&config.water_target_ml));
    assert!(config.night_toilet_trips <= 10);
    assert!((0..=23).contains(&config.night_begins));
    match config.fluid_limit {
        Limit::Ml(ml) => assert!((200..=10_000).contains(&ml)),
        Limit::Unclear => assert!(mistakes.is_some(), "an unclear limit without a mistake"),
        Limit::None => {}
        Limit::Untold | Limit::Unasked => panic!("only answers tell of that: {config:?}"),
    }
    if let Some(mistakes) = mistakes {
        let shown = mistakes.render(false);
        assert!(!shown.chars().any(|c| harmful(c) && c != '\n'), "{shown:?}");
        assert!(!mistakes.to_string().chars().any(harmful), "{mistakes}");
        for mistake in &mistakes.list {
            assert!(mistakes.text.get(mistake.span.clone()).is_some(), "{mistake:?} points at no text");
        }
    }
});
