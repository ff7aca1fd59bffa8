//! What the operating system must bring. On Debian and its kin we install it; elsewhere we say what to install.

use crate::error::Error;
use crate::program::Program;
use crate::step::say;

/// One Debian package and why we need it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Package {
    name: &'static str,
    why: &'static str,
}

pub(crate) const WINDOW: Package = Package {
    name: "libwebkit2gtk-4.1-dev",
    why: "WebKitGTK draws the window",
};
pub(crate) const DISPLAY: Package = Package {
    name: "xvfb",
    why: "a display for a window nobody looks at",
};
pub(crate) const DRIVER: Package = Package {
    name: "webkit2gtk-driver",
    why: "the screen tests drive the window through it",
};
pub(crate) const BUS: Package = Package {
    name: "dbus",
    why: "a session bus for the keyring tests",
};
pub(crate) const KEYRING: Package = Package {
    name: "gnome-keyring",
    why: "a keyring for the keyring tests",
};

/// What the example in Python imports.
const EXAMPLE: [Package; 3] = [
    Package {
        name: "python3-cryptography",
        why: "the example in Python makes a key",
    },
    Package {
        name: "python3-jwt",
        why: "the example in Python signs grants",
    },
    Package {
        name: "python3-requests",
        why: "the example in Python calls the platform",
    },
];

/// All of them: what `cargo xtask test` needs.
pub(crate) const ALL: [Package; 8] = [
    WINDOW, DISPLAY, DRIVER, BUS, KEYRING, EXAMPLE[0], EXAMPLE[1], EXAMPLE[2],
];

/// Installs those of `wanted` that are missing.
pub(crate) async fn install(wanted: &[Package]) -> Result<(), Error> {
    if !cfg!(target_os = "linux") {
        say(
            "Windows needs the Microsoft C++ build tools and WebView2; macOS needs Xcode's command line tools.",
        );
        return Ok(());
    }
    if !Program::new("dpkg-query").args(["--version"]).succeeds().await {
        return look_for(wanted).await;
    }
    let mut missing = Vec::new();
    for package in wanted {
        if !is_installed(package.name).await {
            say(format_args!(
                "Installing {} with apt: {}.",
                package.name, package.why
            ));
            missing.push(package.name);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    apt(&["update", "--quiet"]).await?;
    apt(&[
        &["install", "--yes", "--quiet", "--no-install-recommends"],
        missing.as_slice(),
    ]
    .concat())
    .await
}

async fn is_installed(package: &str) -> bool {
    let query = Program::new("dpkg-query").args(["--show", "--showformat", "${db:Status-Status}", package]);
    query.answer().await.is_some_and(|status| status == "installed")
}

/// Apt asks for a password where we are not root, so it runs in the terminal's foreground.
async fn apt(arguments: &[&str]) -> Result<(), Error> {
    let root = Program::new("id")
        .args(["-u"])
        .answer()
        .await
        .is_some_and(|id| id == "0");
    let apt_get = if root {
        Program::new("apt-get")
    } else {
        Program::new("sudo").args(["apt-get"])
    };
    apt_get
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run_asking()
        .await
}

/// Without apt: says what to install under Debian's names, unless it is there already.
async fn look_for(wanted: &[Package]) -> Result<(), Error> {
    let mut missing = Vec::new();
    for package in wanted {
        if !is_found(package.name).await {
            missing.push(format!("{} ({})", package.name, package.why));
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::Missing {
        what: missing.join(", "),
        todo: "this system has no apt, so install your system's packages of that kind and try again".into(),
    })
}

async fn is_found(package: &str) -> bool {
    match package {
        "libwebkit2gtk-4.1-dev" => {
            Program::new("pkg-config")
                .args(["--exists", "webkit2gtk-4.1"])
                .succeeds()
                .await
        }
        "xvfb" => Program::new("Xvfb").args(["-help"]).succeeds().await,
        "webkit2gtk-driver" => {
            Program::new("WebKitWebDriver")
                .args(["--version"])
                .succeeds()
                .await
        }
        "dbus" => {
            Program::new("dbus-run-session")
                .args(["--version"])
                .succeeds()
                .await
        }
        "python3-cryptography" => imports("cryptography").await,
        "python3-jwt" => imports("jwt").await,
        "python3-requests" => imports("requests").await,
        _ => {
            Program::new("gnome-keyring-daemon")
                .args(["--version"])
                .succeeds()
                .await
        }
    }
}

async fn imports(module: &str) -> bool {
    Program::new("python3")
        .args(["-c", &format!("import {module}")])
        .succeeds()
        .await
}
