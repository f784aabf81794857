"""Puts an office into the server of the run, by its own API, and prints the token of its admin."""

import datetime
import json
import os
import urllib.request

LOGIN = "admin"


def ask(method, path, body=None, token=None, address="198.51.100.1"):
    """One request; whatever is refused ends the run."""
    headers = {"Content-Type": "application/json", "X-Forwarded-For": address}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(
        os.environ["CONTRACT_URL"] + "/api" + path,
        data=None if body is None else json.dumps(body).encode(),
        headers=headers,
        method=method,
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        raise SystemExit(f"{method} {path}: {refused.read().decode()}") from None


def sign_in(address="198.51.100.1"):
    """A new session of the admin."""
    answer = ask("POST", "/auth/login", {"login": LOGIN, "password": os.environ["CONTRACT_PASSWORD"]}, address=address)
    return answer["accessToken"]


def fill(token):
    """Something of everything, so that made-up requests meet records, and links between operations have an end."""

    def add(path, body):
        return ask("POST", path, body, token)["data"]

    today = datetime.date.today()
    day = lambda days: (today + datetime.timedelta(days=days)).isoformat()  # noqa: E731
    city = add("/cities", {"name": "Москва", "zone": "Europe/Moscow"})
    add("/cities", {"name": "Омск", "zone": "Asia/Omsk"})
    add("/lines", {"number": "+74950000001", "rk": "RK001", "city": city["name"]})
    person = {"password": os.environ["CONTRACT_PASSWORD"], "city": city["name"]}
    operator = add("/operators", {**person, "name": "Иван Иванов", "login": "ivanov", "role": "operator", "extension": "101"})
    master = add("/masters", {**person, "name": "Пётр Мастеров", "login": "masterov"})
    campaign = ask("GET", "/campaigns", token=token)["data"][0]
    add(f"/campaigns/{campaign['id']}/costs", {"firstDay": day(-30), "lastDay": day(-1), "amount": "30000.00"})
    for phone, status in [("+79990000001", "answered"), ("+79990000002", "missed")]:
        call = {"direction": "in", "status": status, "phoneClient": phone, "phoneAts": "+74950000001"}
        add("/calls", {**call, "dateCreate": f"{day(-1)}T09:00:00Z", "waitSeconds": 20, "talkSeconds": 60 if status == "answered" else 0})
    order = add("/orders", {
        "rk": "RK001", "city": city["name"], "phone": "+79990000001", "typeOrder": "first_time", "clientName": "Иван Петров",
        "address": "ул. Ленина, д. 1", "dateMeeting": f"{day(2)}T09:00:00Z", "typeEquipment": "kp", "problem": "Не работает",
    })
    ask("PUT", f"/orders/{order['id']}/master", {"masterId": master["id"], "version": order["version"]}, token)
    add("/shifts", {"operatorId": operator["id"], "from": f"{day(1)}T06:00:00Z", "to": f"{day(1)}T15:00:00Z"})


if __name__ == "__main__":
    admin = sign_in()
    fill(admin)
    print(admin)
