//! Asks a desktop on Linux and the BSDs, over D-Bus: the Idle Inhibition Service, or else the Inhibit portal.
//!
//! Both end what was asked for when the connection ends. logind's inhibitor is not asked: it holds off sleep, but many
//! desktops blank the screen all the same.

use std::collections::HashMap;

use zbus::{Connection, DBusError, OwnedObjectPath, Variant, block_on, connection};

use crate::device::worker::LIMIT;

const SERVICE: &str = "org.freedesktop.ScreenSaver";
const SERVICE_PATH: &str = "/org/freedesktop/ScreenSaver";
const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PORTAL_PATH: &str = "/org/freedesktop/portal/desktop";
const PORTAL_INHIBIT: &str = "org.freedesktop.portal.Inhibit";
const PORTAL_REQUEST: &str = "org.freedesktop.portal.Request";
const REASON: &str = "A bedtime routine is running";
/// The portal's word for: the session does not become idle.
const IDLE: u32 = 8;

enum Held {
    Service(u32),
    Portal(OwnedObjectPath),
}

pub(super) fn hold(wait: impl FnOnce()) {
    // Nobody is to be told why not; doctor knows.
    let Ok(bus) = block_on(connect()) else { return };
    let Ok(held) = block_on(inhibit(&bus)) else { return };
    wait();
    block_on(release(&bus, held));
    drop(block_on(bus.close()));
}

pub(super) fn keeper() -> Result<String, String> {
    block_on(async {
        let bus = connect().await.map_err(|error| format!("no desktop session to ask ({error})"))?;
        let held = inhibit(&bus).await.map_err(|error| match error {
            zbus::Error::FDO(refusal) if refusal.name().ends_with(".ServiceUnknown") => {
                format!("no program here offers {SERVICE} or {PORTAL_INHIBIT}")
            }
            error => error.to_string(),
        })?;
        let name = match held {
            Held::Service(_) => SERVICE,
            Held::Portal(_) => PORTAL_INHIBIT,
        };
        release(&bus, held).await;
        Ok(name.to_owned())
    })
}

async fn connect() -> zbus::Result<Connection> {
    connection::Builder::session().method_timeout(LIMIT).build().await
}

/// Asks for a display that stays on: the service first, as the portal may only pretend.
async fn inhibit(bus: &Connection) -> zbus::Result<Held> {
    let asked = ("winddown", REASON);
    let Ok(reply) = bus.call_method(Some(SERVICE), SERVICE_PATH, Some(SERVICE), "Inhibit", &asked).await
    else {
        let options = HashMap::from([("reason", Variant::from(REASON))]);
        let asked = ("", IDLE, options);
        let reply =
            bus.call_method(Some(PORTAL), PORTAL_PATH, Some(PORTAL_INHIBIT), "Inhibit", &asked).await?;
        return Ok(Held::Portal(reply.body().deserialize()?));
    };
    Ok(Held::Service(reply.body().deserialize()?))
}

async fn release(bus: &Connection, held: Held) {
    // What does not answer has ended, or ends this with the connection.
    let _ = match held {
        Held::Service(cookie) => {
            bus.call_method(Some(SERVICE), SERVICE_PATH, Some(SERVICE), "UnInhibit", &cookie).await
        }
        Held::Portal(request) => {
            bus.call_method(Some(PORTAL), request, Some(PORTAL_REQUEST), "Close", &()).await
        }
    };
}
