//! The people, cities and lines of the office that is measured, made through the library.

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::cities::NewCity;
use crm_core::kernel::{CityId, LineNumber, OperatorId, Text, Zone};
use crm_core::lines::NewLine;
use crm_core::operators::{Login, NewOperator, Role};
use crm_core::telephony::MangoAccount;

use crate::Result;

const CITIES: [&str; 10] =
    ["Москва", "Казань", "Самара", "Омск", "Уфа", "Пермь", "Воронеж", "Саратов", "Тюмень", "Ижевск"];
const OPERATORS: u32 = 50;

/// What an embedder's program is as far as it matters here.
pub(crate) fn administrator() -> Actor {
    Actor::system("benches")
}

pub(crate) fn account() -> Result<MangoAccount> {
    Ok(MangoAccount::new(Text::new("office")?, "key".into(), "salt".into(), 0)?)
}

/// Makes an office without calls; answers its operators.
pub(crate) async fn founded(crm: &Crm) -> Result<Vec<OperatorId>> {
    crm.migrate().await?;
    let admin = administrator();
    let mut cities: Vec<CityId> = Vec::new();
    for name in CITIES {
        let zone = Zone::parse("Europe/Moscow")?;
        cities.push(crm.cities().create(&admin, &NewCity::new(Text::new(name)?, zone), None).await?.id);
    }
    for (number, city) in ["+74950000001", "+74950000002"].into_iter().zip(&cities) {
        let line = NewLine {
            number: LineNumber::parse(number)?,
            campaign: Some(Text::new("Авито")?),
            city: Some(*city),
            advert_account: Some(Text::new("мастерская")?),
        };
        crm.lines().create(&admin, &line, None).await?;
    }
    let mut staff = Vec::new();
    for nth in 0..OPERATORS {
        let home = |shift: u32| cities.iter().cycle().nth((nth + shift) as usize).copied();
        let operator = NewOperator {
            name: Text::new(&format!("Оператор {nth}"))?,
            login: Login::new(&format!("operator{nth}"))?,
            password: "a long enough phrase".into(),
            role: Role::Operator,
            city: home(0),
            more_cities: home(1).into_iter().collect(),
            sip_address: None,
            extension: Some(Text::new(&(101 + nth).to_string())?),
        };
        staff.push(crm.operators().create(&admin, &operator, None).await?.id);
    }
    Ok(staff)
}
