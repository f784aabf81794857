//! A real nginx in front of the nodes.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::server::{LOOK, PATIENCE};

/// The header that says which node has answered.
pub(crate) const NODE: &str = "x-node";

/// What is right for these servers:
/// * An event of a provider is stored once however often it is posted, and the provider posts it once: when a node dies
///   over it, the other gets it.
/// * Any other change is not repeated by the balancer. Whoever asked for it knows its key or version.
/// * Streams are not held back, and may be silent between two heartbeats.
const CONFIGURATION: &str = "
daemon off;
master_process off;
pid nginx.pid;
error_log error.log;
events { worker_connections 1024; }
http {
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    upstream nodes {
        SERVERS
        keepalive 16;
    }
    server {
        listen ADDRESS;
        proxy_http_version 1.1;
        proxy_set_header Connection '';
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_connect_timeout 2s;
        proxy_next_upstream error timeout;
        add_header X-Node $upstream_addr always;
        location / { proxy_pass http://nodes; }
        location /api/webhooks/ {
            proxy_next_upstream error timeout non_idempotent;
            proxy_pass http://nodes;
        }
        location = /api/events {
            proxy_buffering off;
            proxy_read_timeout 60s;
            proxy_pass http://nodes;
        }
    }
}
";

/// Where packages put it, beside the `PATH`, which seldom names these for other users than root.
const USUAL: [&str; 3] = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx"];

pub(crate) struct Nginx {
    process: Child,
    address: SocketAddr,
}

impl Nginx {
    /// Balances between these nodes, with all its files in `folder`, which is not there yet.
    pub(crate) fn start(folder: &Path, nodes: &[SocketAddr]) -> Self {
        std::fs::create_dir(folder).unwrap();
        // One that has just died is asked again at once: its connection is refused as fast as it would be left out.
        let servers: Vec<_> = nodes.iter().map(|node| format!("server {node} max_fails=0;")).collect();
        let begun = Instant::now();
        loop {
            let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
            let configuration =
                CONFIGURATION.replace("SERVERS", &servers.join(" ")).replace("ADDRESS", &address.to_string());
            std::fs::write(folder.join("nginx.conf"), configuration).unwrap();
            let mut process = Command::new(binary())
                .arg("-p")
                .arg(folder)
                .args(["-c", "nginx.conf"])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            while process.try_wait().unwrap().is_none() {
                if TcpStream::connect(address).is_ok() {
                    return Self { process, address };
                }
                std::thread::park_timeout(LOOK);
            }
            // Somebody else may have taken the port.
            let log = std::fs::read_to_string(folder.join("error.log")).unwrap_or_default();
            assert!(begun.elapsed() < PATIENCE, "nginx does not start: {log}");
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn binary() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let named = std::env::split_paths(&path).map(|folder| folder.join("nginx"));
    let found = named.chain(USUAL.map(PathBuf::from)).find(|file| file.is_file());
    found.unwrap_or_else(|| panic!("nginx is missing: crm-http/tests/need-nginx.sh"))
}
