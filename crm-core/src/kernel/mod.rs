//! Words every domain uses: ids, phones, money, zones and periods, pages and cursors, bounded text, codes with labels,
//! the clock, secrets and the error type. Nothing here knows a domain.

mod caller;
mod change;
mod clock;
#[macro_use]
mod coded;
mod cursor;
mod error;
mod ids;
mod line;
mod money;
mod page;
mod period;
mod phone;
mod secret;
mod text;
mod time;
mod zone;

pub use caller::CallerId;
pub use change::Change;
pub use clock::{Clock, ManualClock, SystemClock};
pub use coded::{Lang, NotACode};
pub use cursor::{BadCursor, Cursor, Direction, FilterDigest};
pub use error::{Code, Error, ErrorKind, FieldError, Invalid, Refusal};
pub use ids::{
    CallId, CallbackId, CampaignCostId, CampaignId, CashHandoverId, CityId, ConversationId, EntityId, IdKind, JobId,
    LAST_ID, LineId, OperatorId, OrderId, OutOfRange, SessionId, ShiftId, Version,
};
pub use line::LineNumber;
pub use money::{BadMoney, Money};
pub use page::{Page, PageRequest, Seek, Slice, Total, TotalMode};
pub use period::{BadPeriod, Period};
pub use phone::{BadPhone, Phone};
pub use secret::Secret;
pub use text::{BadText, Text};
pub use time::{BadTimestamp, Timestamp};
pub use zone::{BadZone, Zone};

pub(crate) use coded::coded;
