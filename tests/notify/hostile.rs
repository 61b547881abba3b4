//! Servers that answer with anything at all: nobody waits, nothing drives the terminal, and only what was offered counts.

#![expect(clippy::expect_used, reason = "a test ends at the first thing that goes wrong")]

use std::time::Duration;

use futures_lite::StreamExt;
use winddown::testing::document::harmful;
use zbus::message::Type;
use zbus::{Connection, MessageStream, block_on, connection};

use crate::desktop::{Bus, Desktop, Manner, SERVER, Says, USUAL};
use crate::program::Program;
use common::{Home, Talk};

common::tests! { needs ["dbus-daemon"];
    answers_of_any_other_type_are_errors, a_flood_of_signals_hides_no_answer, what_a_server_says_of_itself_drives_no_terminal,
}

/// What a server returns in place of the right answer.
#[derive(Clone, Copy, Debug)]
enum Answer {
    Number,
    Text,
    Texts,
    Nothing,
    Refusal,
}

const ANSWERS: [Answer; 5] = [Answer::Number, Answer::Text, Answer::Texts, Answer::Nothing, Answer::Refusal];
const METHODS: [&str; 3] = ["GetCapabilities", "GetServerInformation", "Notify"];
const ORDER: &str = "\u{1b}[31m\u{9b}31m\u{202e}\u{7}";

fn answers_of_any_other_type_are_errors() {
    for (method, answer) in METHODS.into_iter().flat_map(|method| ANSWERS.map(|answer| (method, answer))) {
        let bus = Bus::start();
        let server = block_on(async {
            let server = connection::Builder::address(bus.address.as_str()).build().await.expect("a bus");
            let stream = MessageStream::from(&server);
            server.request_name(SERVER).await.expect("its name");
            std::thread::spawn({
                let server = server.clone();
                move || block_on(lie(&server, stream, method, answer))
            });
            server
        });
        let mut program = Program::on(&bus.address);
        program.told("show bedtime");
        let (took, said) = program.says();
        let is_right =
            matches!((method, answer), ("GetCapabilities", Answer::Texts) | ("Notify", Answer::Number));
        assert_eq!(said.starts_with("7 "), is_right, "{method} with {answer:?}: {said}");
        assert!(!said.contains(harmful), "{method} with {answer:?}: {said:?}");
        assert!(took < Duration::from_secs(6), "{method} with {answer:?}: {took:?}");
        assert_eq!(program.ends(), "", "{method} with {answer:?}");
        block_on(server.close()).expect("it closes");
    }
}

/// Answers every call as it should be, but this method's.
async fn lie(server: &Connection, mut stream: MessageStream, method: &str, answer: Answer) {
    while let Some(Ok(message)) = stream.next().await {
        let header = message.header();
        let Some(member) = header.member().filter(|_| header.message_type() == Type::MethodCall) else {
            continue;
        };
        let told = match (member.as_str(), answer) {
            (member, Answer::Number) if member == method => server.reply(&header, &7_u32).await,
            (member, Answer::Text) if member == method => server.reply(&header, &ORDER.repeat(100_000)).await,
            (member, Answer::Texts) if member == method => {
                server.reply(&header, &vec!["actions", ORDER]).await
            }
            (member, Answer::Nothing) if member == method => server.reply(&header, &()).await,
            (member, Answer::Refusal) if member == method => {
                server.reply_error(&header, "org.example.Error", &ORDER).await
            }
            ("GetCapabilities", _) => server.reply(&header, &vec!["actions"]).await,
            ("GetServerInformation", _) => server.reply(&header, &("Liar", "", "1", "1.2")).await,
            ("Notify", _) => server.reply(&header, &7_u32).await,
            _ => server.reply(&header, &()).await,
        };
        if told.is_err() {
            break;
        }
    }
}

fn a_flood_of_signals_hides_no_answer() {
    let desktop = Desktop::start(USUAL);
    let mut program = Program::on(&desktop.bus.address);
    program.does("show bedtime");
    let seen = desktop.sees();
    program.told("wait 20000");
    for nth in 0..1000_u32 {
        desktop.emits("ActionInvoked", &(nth + 100, "start"));
        desktop.emits("ActionInvoked", &("7", 7_u32));
        desktop.emits("NotificationClosed", &7_u64);
        desktop.emits("ActivationToken", &(7_u32, ORDER));
    }
    desktop.says(&seen, 7, Says::Pressed("snooze"));
    assert_eq!(program.says().1, r#"Chosen("snooze")"#);
    assert_eq!(program.ends(), "");
}

fn what_a_server_says_of_itself_drives_no_terminal() {
    let name: &'static str = Box::leak(format!("Evil{}", ORDER.repeat(50_000)).into_boxed_str());
    let desktop = Desktop::start(Manner { name, ..USUAL });
    let home = Home::new();
    for arguments in [&["doctor"][..], &["doctor", "--json"], &["remind", "test", "--speed=1000"]] {
        let mut command = home.piped(arguments);
        command.env("DBUS_SESSION_BUS_ADDRESS", &desktop.bus.address).env("PATH", home.path());
        let (code, said) = Talk::begin(command).said();
        assert_eq!(code, 0, "{arguments:?}: {said}");
        assert!(said.contains("Evil") && said.len() < 10_000, "{arguments:?}: {} bytes", said.len());
        assert!(!said.contains(|letter| harmful(letter) && letter != '\n'), "{arguments:?}: {said:?}");
    }
}
