/** Our mark: a medical cross inside an arrow that comes back around. */
export const ProductMark = () => (
  <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
    <path
      d="M26.5 11.2A12 12 0 1 0 28 16"
      fill="none"
      stroke="#5fd4b1"
      strokeWidth="3"
      strokeLinecap="round"
    />
    <path d="M29.6 5.2 28.4 13.4 20.9 10Z" fill="#5fd4b1" />
    <path d="M14 10h4v4h4v4h-4v4h-4v-4h-4v-4h4Z" fill="currentColor" />
  </svg>
);
