//! Memory and CPU of the process.

use std::sync::atomic::AtomicU64;
use std::sync::{Mutex, PoisonError};

use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

use super::metrics::whole;

/// What the system says of the process.
#[derive(Debug)]
pub(super) struct ProcessGauges {
    system: Mutex<System>,
    memory: Gauge,
    cpu: Gauge<f64, AtomicU64>,
    started: Gauge,
}

impl ProcessGauges {
    pub(super) fn new(registry: &mut Registry) -> Self {
        let all = Self {
            system: Mutex::new(System::new()),
            memory: Gauge::default(),
            cpu: Gauge::default(),
            started: Gauge::default(),
        };
        registry.register("process_resident_memory_bytes", "Memory of the process that is in use", all.memory.clone());
        registry.register("process_cpu_seconds", "CPU time of the process since its start", all.cpu.clone());
        registry.register("process_start_time_seconds", "When the process started, Unix time", all.started.clone());
        all
    }

    /// Looks again.
    pub(super) fn refresh(&self) {
        let mut system = self.system.lock().unwrap_or_else(PoisonError::into_inner);
        let pid = Pid::from_u32(std::process::id());
        let what = ProcessRefreshKind::nothing().with_memory().with_cpu();
        system.refresh_processes_specifics(ProcessesToUpdate::Some(&[pid]), true, what);
        if let Some(process) = system.process(pid) {
            self.memory.set(whole(process.memory()));
            self.cpu.set(std::time::Duration::from_millis(process.accumulated_cpu_time()).as_secs_f64());
            self.started.set(whole(process.start_time()));
        }
    }
}
