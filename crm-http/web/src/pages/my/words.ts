/** Every text of one's own figures. */
const ru = { title: "Мои показатели", filters: "Что считать", period: "Выбрать период" };
const en: typeof ru = { title: "My figures", filters: "What to count", period: "Choose a period" };

export const texts = { ru, en };
