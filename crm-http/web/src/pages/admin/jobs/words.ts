const ru = {
  title: "Задания",
  about: "То, что делается отдельно от запросов: например, скачивание записей разговоров. Что не удалось, можно повторить.",
  state: "Состояние",
  queue: "Что делать",
  subject: "О чём",
  attempts: "Попыток",
  runAt: "Не раньше",
  added: "Добавлено",
  error: "Последняя ошибка",
  retry: "Повторить",
  retried: "Задание снова в очереди",
  empty: { dead: "Несостоявшихся заданий нет", queued: "Очередь пуста", done: "Выполненных заданий нет" },
  busy: "выполняется",
};

const en: typeof ru = {
  title: "Jobs",
  about: "What is done beside the requests, such as fetching recordings. What failed can be tried again.",
  state: "State",
  queue: "What to do",
  subject: "About",
  attempts: "Attempts",
  runAt: "Not before",
  added: "Added",
  error: "Latest error",
  retry: "Try again",
  retried: "The job is queued again",
  empty: { dead: "No job has failed", queued: "The queue is empty", done: "No job was done" },
  busy: "being done",
};

export const texts = { ru, en };
